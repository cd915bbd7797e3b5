"""draw_states --check finds a drawing that is missing, stale or left over."""
import importlib.machinery
import importlib.util
import tempfile
import unittest
from pathlib import Path

PATH = Path(__file__).resolve().parent.parent / "draw_states"
LOADER = importlib.machinery.SourceFileLoader("draw_states", str(PATH))
draw_states = importlib.util.module_from_spec(importlib.util.spec_from_loader("draw_states", LOADER))
LOADER.exec_module(draw_states)


class Drawings(unittest.TestCase):
    def setUp(self):
        self.kept = tempfile.TemporaryDirectory()
        self.addCleanup(self.kept.cleanup)
        self.folder = Path(self.kept.name)
        self.source = self.folder / "memo.dot"
        self.source.write_text("digraph memo {}\n")
        self.drawing = self.folder / "memo.svg"

    def drawn(self):
        self.drawing.write_text(f"<!-- drawn from {draw_states.digest_of(self.source)} -->\n<svg/>")

    def test_a_drawing_of_its_table_is_in_order(self):
        self.drawn()
        self.assertEqual(draw_states.findings(self.folder), [])

    def test_a_missing_drawing_is_found(self):
        self.assertEqual(draw_states.findings(self.folder),
                         ["memo.svg is missing: run tools/draw_states"])

    def test_a_drawing_of_an_older_table_is_found(self):
        self.drawn()
        self.source.write_text("digraph memo { a -> b; }\n")
        self.assertEqual(draw_states.findings(self.folder),
                         ["memo.svg is stale: run tools/draw_states"])

    def test_a_drawing_without_a_table_is_found(self):
        self.drawn()
        self.source.unlink()
        self.assertEqual(draw_states.findings(self.folder),
                         ["memo.svg is drawn from no table any more: remove it"])


if __name__ == "__main__":
    unittest.main()
