"""A hospital to try it on: six vendor databases and file shares, with all their dirt."""
