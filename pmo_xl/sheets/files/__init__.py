"""From a file on a drive to grids of cells: what it is, whether it may be opened, and the door to every format."""
