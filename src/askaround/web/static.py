"""Static files with their hash in the name, ES module imports included; no bundler."""

from typing import ClassVar

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Manifest(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Hashes names and rewrites `import` lines, so a file can be cached for ever."""

    support_js_module_import_aggregation = True
    manifest_strict: ClassVar[bool] = False
