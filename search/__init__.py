"""From HTML sections to ranked hits. Usable alone: knows no Flask, no MkDocs and nothing of the reporter."""
