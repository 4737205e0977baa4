"""What `make bench` runs: each benchmark prints one JSON object a line."""
