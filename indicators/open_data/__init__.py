"""Figures that leave the portal: the programming interface, the downloads and the data package."""
