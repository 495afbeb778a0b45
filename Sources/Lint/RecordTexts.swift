internal import Synchronization
internal import YAMLTree

/// Texts of a record that should not be in it: all are looked at once, when a rule first asks.
final class RecordTexts: Sendable {
  /// What is wrong with a text.
  enum Alarm {
    /// It holds a secret of that kind.
    case secret(String)
    /// It holds a word of two alphabets.
    case mixed(String)
  }

  private let root: Node?
  private let found = Mutex<[(Place, Alarm)]?>(nil)

  init(_ root: Node?) { self.root = root }

  /// The places of the texts with what is wrong with each, in order.
  var alarms: [(place: Place, alarm: Alarm)] {
    found.withLock { found in
      if let found { return found }
      var steps: [Place.Step] = []
      var alarms: [(Place, Alarm)] = []
      // Only where there is one, the way to it is worked out.
      if let root, Self.isAlarming(root) { Self.look(root, &steps, &alarms) }
      found = alarms
      return alarms
    }
  }

  private static func isAlarming(_ node: Node) -> Bool {
    switch node.content {
    case .scalar(let text, _):
      Secrets.kind(in: text) != nil || LookAlikes.firstWord(in: text) != nil
    case .sequence(let items): items.contains(where: isAlarming)
    case .mapping(let entries): entries.contains { isAlarming($0.value) }
    }
  }

  private static func look(
    _ node: Node, _ steps: inout [Place.Step], _ alarms: inout [(Place, Alarm)]
  ) {
    switch node.content {
    case .scalar(let text, _):
      if let kind = Secrets.kind(in: text) { alarms.append((Place(steps), .secret(kind))) }
      if let word = LookAlikes.firstWord(in: text) { alarms.append((Place(steps), .mixed(word))) }
    case .sequence(let items):
      for (index, item) in items.enumerated() {
        steps.append(.index(index))
        look(item, &steps, &alarms)
        steps.removeLast()
      }
    case .mapping(let entries):
      for entry in entries {
        steps.append(.key(entry.key))
        look(entry.value, &steps, &alarms)
        steps.removeLast()
      }
    }
  }
}
