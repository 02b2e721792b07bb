"""What all tests share."""

from pathlib import Path

import pytest

SHARED_DATA = Path(__file__).resolve().parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real sample images beside the checkout; tests that use them skip where the folder is absent."""
    if not SHARED_DATA.is_dir():
        pytest.skip("the folder of sample images is not beside this checkout")
    return SHARED_DATA
