"""What must hold on every public page, whoever made it: each test walks over all addresses of the resolver."""
