"""What import-linter can't see: another domain is entered only by its doors."""

import ast
from pathlib import Path

import vandong

ROOT = Path(vandong.__file__).parent
DOMAINS = {path.name for path in ROOT.iterdir() if (path / "__init__.py").exists()}
DOORS = {"actions", "queries", "access", "facts", "errors", "reorganisation"}
# (importer, what it enters) → why. Everybody stands on kernel, which has no doors.
EXCEPTIONS = {
    ("config", "ops.jobs"): "config wires the schedule",
    ("config", "ops.scheduler"): "config wires the schedule",
    ("config", "ops.supervisor"): "the WSGI entry names the process it belongs to",
    ("ops", "programme.reader"): "`vandong plan` and the bench read a plan by themselves, without an installation",
}


def imported(node: ast.AST, package: list[str]) -> list[str]:
    """The modules (and names that may be modules) an import statement names."""
    if isinstance(node, ast.Import):
        return [name.name for name in node.names]
    if isinstance(node, ast.ImportFrom):
        base = package[: len(package) - node.level + 1] if node.level else []
        module = ".".join([*base, *([node.module] if node.module else [])])
        return [module, *(f"{module}.{name.name}" for name in node.names)]
    return []


def test_another_domain_is_entered_only_by_its_doors():
    found = set()
    for file in ROOT.rglob("*.py"):
        parts = file.relative_to(ROOT).parts
        if parts[0] not in DOMAINS or "migrations" in parts:
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            for module in imported(node, ["vandong", *parts[:-1]]):
                steps = module.split(".")
                if len(steps) < 3 or steps[0] != "vandong" or steps[1] not in DOMAINS - {parts[0], "kernel"}:
                    continue
                if steps[2] not in DOORS:
                    found.add((parts[0], f"{steps[1]}.{steps[2]}"))
    assert found == set(EXCEPTIONS)  # equality: an exception nobody needs any more fails too
