internal import Audit

/// Something that an audit's findings are written to, change by change.
protocol EvidenceSink {
  /// Takes one change; they come each once, in an order that is the same for the same history.
  mutating func add(_ change: AuditedChange) throws
  /// Takes the rest, when all changes have come.
  mutating func finish(_ report: AuditReport) throws
}
