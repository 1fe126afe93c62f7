"""How large Peerline is: statements of app.py, bot/ and storage/, the longest and the median file, installed megabytes.

python -m scripts.size
"""

import ast
import statistics
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def product() -> list[Path]:
    """The files that run, not what tests or measures them."""
    return [ROOT / "app.py", *sorted((ROOT / "bot").rglob("*.py")), *sorted((ROOT / "storage").rglob("*.py"))]


def statements(file: Path) -> int:
    """Statements as Python's parser counts them, docstrings left out: no layout of lines changes the number."""
    nodes = ast.walk(ast.parse(file.read_text(encoding="utf-8")))
    return sum(isinstance(node, ast.stmt) and not _is_docstring(node) for node in nodes)


def lines(file: Path) -> int:
    return len(file.read_text(encoding="utf-8").splitlines())


def _is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def _installed() -> int:
    """Bytes of the environment that this runs in."""
    return sum(file.stat().st_size for file in Path(sys.prefix).rglob("*") if file.is_file() and not file.is_symlink())


def main() -> None:
    files = product()
    longest = max(files, key=lines)
    print(f"statements       {sum(map(statements, files)):>8,}")
    print(f"files            {len(files):>8,}")
    print(f"median lines     {statistics.median(map(lines, files)):>8,.0f}")
    print(f"longest          {lines(longest):>8,}  {longest.relative_to(ROOT)}")
    print(f"environment, MB  {_installed() / 1e6:>8,.0f}  {Path(sys.prefix).name}, with what tests and lint need")


if __name__ == "__main__":
    main()
