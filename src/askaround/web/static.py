"""Static files with their hash in the name, ES module imports included; no bundler."""

from typing import ClassVar

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Manifest(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Hashes names and rewrites `import` and `url()`, so a file can be cached for ever.

    Strict: a file that names one which is not there stops the collecting, and a page that does so is an error.
    """

    support_js_module_import_aggregation = True
    manifest_strict: ClassVar[bool] = True
