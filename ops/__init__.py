"""How the product runs on one machine: bootstrap, processes, status, command groups of the CLI."""
