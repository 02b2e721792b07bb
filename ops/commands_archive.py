"""`lightbox archive key|repair|rebuild`: objects on storage nodes."""

import sys
from typing import Annotated

import typer

from ops.archive_setup import save_node_keys
from ops.wiring import connect, require_home
from settings import load
from warehouse.errors import Refused, Unreachable

app = typer.Typer(no_args_is_help=True)


@app.command()
def key(node: Annotated[str, typer.Argument(help="A node of LIGHTBOX_ARCHIVE_NODES.")]) -> None:
    """Keep a node's access key and secret key in the key folder; typed without echo, or two lines of standard input."""
    if sys.stdin.isatty():
        given = [typer.prompt(f"{what} of storage node {node}", hide_input=True) for what in ("access key", "secret key")]
    else:
        given = sys.stdin.read().split("\n", 1)
    if len(given) != 2:
        raise Refused("a storage node has two keys", "give the access key and the secret key, one a line")
    save_node_keys(load(), node, given[0].strip(), given[1].strip())
    typer.echo(f"kept the keys of {node}; what runs takes them when it starts again")


@app.command()
def repair(
    check: Annotated[bool, typer.Option("--check", help="Ask every node for every copy, instead of trusting the catalogue.")] = False,
) -> None:
    """Make the copies that objects lack: after a node came back, was added, or was taken out of the settings."""
    settings = load()
    require_home(settings)
    parts = connect(settings)
    try:
        done = parts.archive.repair(check)
    finally:
        parts.close()
    typer.echo(f"looked at {done.objects:,} objects; {done.copied:,} were copied, {done.left:,} still have too few copies")
    if done.left:
        raise Unreachable("not every object has its copies", "see which nodes answer: lightbox status; then run this again")


@app.command()
def rebuild() -> None:
    """Make the catalogue anew from the objects, reading every byte, and remove what killed writers left."""
    settings = load()
    require_home(settings)
    parts = connect(settings)
    try:
        count = parts.archive.rebuild()
    finally:
        parts.close()
    typer.echo(f"{count:,} objects are in the catalogue")
