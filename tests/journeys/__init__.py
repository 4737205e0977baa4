"""What people do with the portal, in a real browser on a real server."""
