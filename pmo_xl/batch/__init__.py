"""Every project under a shared folder: found, checked, kept, reported, and summed up on one page."""
