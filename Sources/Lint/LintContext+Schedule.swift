internal import Primitives
internal import Records

extension LintContext {
  /// Whether a message goes out before the change starts.
  var isAnnouncedInTime: Bool {
    let start = schedule?.window?.start ?? request?.timeline?.start
    return (schedule?.communications ?? []).contains { message in
      guard message.event != .rollback, message.event != .end else { return false }
      guard let at = message.at, let start else { return message.event == .announcement }
      return at <= start
    }
  }
}
