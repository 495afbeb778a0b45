internal import Records

extension ChangeRequest {
  /// Whether the record says neither that the change was carried out nor how it ended: its plans
  /// can still be mended.
  var isOpen: Bool { execution?.finished == nil && closure?.outcome == nil }

  /// Whether one of two changes takes the place of the other.
  func isRetry(of other: ChangeRequest) -> Bool {
    request?.supersedes.contains(other.id) == true || other.request?.supersedes.contains(id) == true
  }
}
