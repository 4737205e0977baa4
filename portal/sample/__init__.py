"""示例市: an invented city with counties and enterprises, written as the workbooks that an editor would bring.

`workbooks.write_workbooks(folder, plan)` is pure: the same plan gives the same cells on every machine. `loading.load`
takes the files through the one import pipeline. Every name begins with 示例 and no figure is anybody's.
"""
