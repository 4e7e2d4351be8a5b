"""`python -m pmo_xl`: the same as the `pmo-xl` command."""

import sys

from pmo_xl.cli import main

sys.exit(main())
