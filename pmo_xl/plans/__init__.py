"""Proposals: what could be done, worked out from the sheets. Nothing here decides or writes anything."""
