"""A kind of import-linter contract that can say "the standard library and nothing else"."""

import sys
from typing import cast

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class Only(Contract):
    """`package` imports itself, the standard library and `may_import` (packages with all that is in them)."""

    type_name = "only"

    package = fields.StringField()
    may_import = fields.ListField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Look at every import that leaves the package."""
        package = cast("str", self.package)
        if package not in graph.modules:
            raise ValueError(f"no package {package}: the contract {self.name!r} must name one that exists")
        allowed = {package, *cast("list[str]", self.may_import)}
        inside = [package, *graph.find_descendants(package)]
        strays = [
            (module, imported)
            for module in inside
            for imported in graph.find_modules_directly_imported_by(module)
            if imported != "hamstride" and not self._is_allowed(imported, allowed)
        ]
        return ContractCheck(kept=not strays, metadata={"strays": sorted(strays)})

    @staticmethod
    def _is_allowed(imported: str, allowed: set[str]) -> bool:
        if imported.partition(".")[0] in sys.stdlib_module_names:
            return True
        return any(imported == package or imported.startswith(package + ".") for package in allowed)

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Say which module imports what it may not."""
        for module, imported in check.metadata["strays"]:
            output.print_error(f"{module} must not import {imported}")
