"""`lightbox backup` and `lightbox restore`."""

from pathlib import Path
from typing import Annotated

import typer

from settings import load


def register(app: typer.Typer) -> None:
    app.command("backup")(backup_command)
    app.command("restore")(restore_command)


def backup_command(folder: Annotated[Path, typer.Argument(help="A folder that is not there yet.")]) -> None:
    """Copy the data of this machine, while it runs, to a new folder. The keys are not in it: `lightbox key backup` has its own file."""
    from ops.backup import back_up

    settings = load()
    for name, count in back_up(settings, folder.absolute()).items():
        typer.echo(f"{name:<12} {count:>12,}")
    typer.echo(f"written {folder}. Without the keys it cannot be opened and they are not in it: lightbox key backup FILE, kept elsewhere")


def restore_command(folder: Annotated[Path, typer.Argument(help="A folder written by `lightbox backup`.")]) -> None:
    """Restore a backup to an empty home folder; the keys first (`lightbox key restore FILE`)."""
    from ops.backup import restore

    settings = load()
    for name, count in restore(settings, folder.absolute()).items():
        typer.echo(f"{name:<12} {count:>12,}")
    typer.echo(f"restored to {settings.home}; start it with `lightbox up`")
