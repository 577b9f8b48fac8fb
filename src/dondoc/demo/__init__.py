"""The example province: Kiên Giang in January 2021, with invented people and notices (`data/README.md`)."""
