package import Audit
internal import Markup
package import Primitives

/// The parts of a dossier that a change's own history tells: written while that is in memory, long
/// before anybody knows what the audit finds as a whole.
package struct DossierDraft: Sendable {
  /// Other changes that a record names, and what it calls them.
  package struct Links: Sendable {
    let name: String
    let ids: [String]
  }

  /// A part of the page and what it is about.
  struct Part: Sendable {
    let title: String
    let markup: Markup
  }

  /// The id of the change.
  package let id: String
  /// The head first, the commands last.
  private(set) var parts: [Part] = []
  package var links: [Links] = []

  init(_ id: String) { self.id = id }

  mutating func add(_ title: String, _ write: (inout Markup) -> Void) {
    var markup = Markup()
    write(&markup)
    parts.append(Part(title: title, markup: markup))
  }

  // MARK: Keeping

  /// What has to be remembered of a draft while its bytes are kept elsewhere.
  package struct Stub: Sendable {
    let titles: [String]
    let lengths: [Int32]
    let links: [Links]
  }

  package var stub: Stub {
    Stub(
      titles: parts.map(\.title), lengths: parts.map { Int32(clamping: $0.markup.bytes.count) },
      links: links)
  }

  /// The bytes of all parts, one after the other.
  package var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(parts.reduce(0) { $0 + $1.markup.bytes.count })
    for part in parts { bytes += part.markup.bytes }
    return bytes
  }

  /// The draft again; nil if these are not its bytes.
  package init?(_ id: String, _ stub: Stub, _ bytes: [UInt8]) {
    self.id = id
    links = stub.links
    var start = 0
    for (title, length) in zip(stub.titles, stub.lengths) {
      let end = start + Int(length)
      guard end <= bytes.count else { return nil }
      parts.append(Part(title: title, markup: Markup(kept: Array(bytes[start..<end]))))
      start = end
    }
    guard start == bytes.count else { return nil }
  }
}

/// Drafts dossiers, on any thread.
package struct DossierDrafter: Sendable {
  private let scope: AuditScope
  private let clock: PageClock

  /// - Parameter zone: the rules of the calendar's zone, for local times beside those in UTC.
  package init(scope: AuditScope, zone: TimeZoneRules?) {
    self.scope = scope
    clock = PageClock(zone: scope.period.zone, rules: zone)
  }

  /// What a change's own history tells of it.
  package func draft(_ change: AuditedChange) -> DossierDraft {
    Dossier(change, scope, clock).draft()
  }
}
