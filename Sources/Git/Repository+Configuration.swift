internal import CLibgit2

extension Repository {
  /// What Git's configuration says for a key, the repository's own included; nil if nothing.
  ///
  /// For making acts, such as the user's signing key; no verdict may ask it.
  package func configuration(_ key: String) -> String? {
    defer { git_error_clear() }
    var snapshot: OpaquePointer?
    guard git_repository_config_snapshot(&snapshot, handle) == 0 else { return nil }
    defer { git_config_free(snapshot) }
    var text: UnsafePointer<CChar>?
    guard git_config_get_string(&text, snapshot, key) == 0, let found = text else { return nil }
    return String(cString: found)
  }
}
