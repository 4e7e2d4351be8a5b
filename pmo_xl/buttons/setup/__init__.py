"""Setting the buttons up for one user: install, uninstall, and a doctor that says what stands in the way."""
