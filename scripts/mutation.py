"""One small fault in a file, as somebody might have written it: a comparison turned round, a guard that never holds, an
answer that is left out. What is tested well has a test that such a fault makes red."""

import ast
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
_RECKONED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
}
_CALLED = {"any": "all", "all": "any", "min": "max", "max": "min"}
_LOGS = {"_log", "logging"}  # a line of the log that is missing is nobody's fault

Change = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Mutant:
    """Where a fault is: the file, the line, which of the file's faults it is, and what was done, in words."""

    file: Path
    line: int
    place: int
    done: str

    @property
    def id(self) -> str:
        """What stays as long as the line and what is done to it stay: other lines of the file may move."""
        words = self.file.read_text(encoding="utf-8").splitlines()[self.line - 1].strip()
        return f"{self.file.as_posix()} {self.done} {hashlib.sha256(words.encode()).hexdigest()[:8]}"


def mutants(file: Path) -> list[Mutant]:
    """Every fault that we can put into the file."""
    found = _faults(ast.parse(file.read_text(encoding="utf-8")))
    return [Mutant(file, line, place, done) for place, (line, done, _) in enumerate(found)]


def mutated(mutant: Mutant) -> ast.Module:
    """The file with the fault, its lines where they were."""
    tree = ast.parse(mutant.file.read_text(encoding="utf-8"))
    _, _, change = [*_faults(tree)][mutant.place]
    change()
    return ast.fix_missing_locations(tree)


def _faults(tree: ast.Module) -> Iterator[tuple[int, str, Change]]:
    for node in _running(tree):
        line = getattr(node, "lineno", 0)
        for done, change in _of(node):
            yield line, done, change


def _running(node: ast.AST) -> Iterator[ast.AST]:
    """What runs: no annotation, no decorator, no assertion for the type checker, nothing that only it sees."""
    if isinstance(node, ast.Assert) or (isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"):
        return
    yield node
    for name, value in ast.iter_fields(node):
        if name in {"annotation", "returns", "decorator_list", "bases", "type_comment"}:
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield from _running(child)


def _of(node: ast.AST) -> Iterator[tuple[str, Change]]:
    match node:
        case ast.Compare():
            for place, op in enumerate(node.ops):
                if type(op) in _COMPARED:
                    compared = _COMPARED[type(op)]
                    yield _said(op, compared), partial(node.ops.__setitem__, place, compared())
        case ast.BoolOp():
            joined = ast.Or() if isinstance(node.op, ast.And) else ast.And()
            yield _said(node.op, type(joined)), partial(setattr, node, "op", joined)
        case ast.BinOp() if type(node.op) in _RECKONED:
            reckoned = _RECKONED[type(node.op)]
            yield _said(node.op, reckoned), partial(setattr, node, "op", reckoned())
        case ast.UnaryOp(op=ast.Not()):
            plain = ast.Compare(node.operand, [ast.IsNot()], [ast.Constant(value=...)])  # "not" of it is always false
            yield "not->never", partial(setattr, node, "operand", plain)
        case ast.Constant(value=bool(known)):
            yield f"{known}->{not known}", partial(setattr, node, "value", not known)
        case ast.Constant(value=int(number)):
            yield f"{number}->{number + 1}", partial(setattr, node, "value", number + 1)
        case ast.Call(func=ast.Name(id=name)) if name in _CALLED:
            yield f"{name}->{_CALLED[name]}", partial(setattr, node, "func", _name(_CALLED[name]))
        case ast.If() | ast.IfExp():
            yield "if->never", partial(setattr, node, "test", ast.Constant(value=False))
        case ast.Return(value=ast.expr() as value) if not (isinstance(value, ast.Constant) and value.value is None):
            yield "return->None", partial(setattr, node, "value", ast.Constant(value=None))
        case ast.Expr(value=ast.Call() as call) if not _logs(call):
            yield "call->nothing", partial(setattr, node, "value", ast.Constant(value=None))


def _said(before: ast.AST, after: type[ast.AST]) -> str:
    return f"{type(before).__name__}->{after.__name__}"


def _name(name: str) -> ast.Name:
    return ast.Name(id=name, ctx=ast.Load())


def _logs(call: ast.Call) -> bool:
    root: ast.AST = call.func
    while isinstance(root, ast.Attribute):
        root = root.value
    return isinstance(root, ast.Name) and root.id in _LOGS
