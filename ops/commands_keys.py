"""`lightbox key backup|restore`."""

from pathlib import Path
from typing import Annotated

import typer

from ops.wiring import keyring
from settings import load
from warehouse.keys import Keyring

app = typer.Typer(no_args_is_help=True)
Passphrase = Annotated[str, typer.Option(prompt=True, hide_input=True, help="Protects the backup; keep it apart from the file.")]


@app.command()
def backup(file: Annotated[Path, typer.Argument(help="Where to write the encrypted backup.")], passphrase: Passphrase) -> None:
    """Write all keys, encrypted under a passphrase, to one file."""
    keyring(load()).backup(file, passphrase)
    typer.echo(f"written {file}; store it apart from {load().home}")


@app.command()
def restore(file: Annotated[Path, typer.Argument(help="A file made by `lightbox key backup`.")], passphrase: Passphrase) -> None:
    """Put the keys of a backup back; refuses to overwrite other keys."""
    Keyring.restore(file, passphrase, load().key_folder)
    typer.echo(f"restored to {load().key_folder}")
