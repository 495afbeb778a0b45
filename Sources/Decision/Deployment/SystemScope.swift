package import Records

/// The part of the inventory that a deployment to one system concerns: the system, what it is
/// part of, its parts, and all that it needs.
package struct SystemScope: Hashable, Sendable {
  /// The inventory's systems outside the scope.
  private let others: Set<String>

  /// Nil if the inventory has no such system.
  package init?(of system: String, in inventory: Systems) {
    guard inventory.systems[system] != nil else { return nil }
    var inside: Set<String> = []
    var pending = [system] + Self.parts(of: system, in: inventory)
    while let next = pending.popLast() {
      guard inside.insert(next).inserted, let entry = inventory.systems[next] else { continue }
      pending += entry.dependsOn + [entry.parent].compactMap { $0 }
    }
    others = Set(inventory.systems.keys).subtracting(inside)
  }

  /// Whether a change may affect the system. One that names no system, or one that the inventory
  /// does not know, may.
  package func concerns(_ standing: ChangeStanding) -> Bool {
    standing.systems.isEmpty || !standing.systems.allSatisfy(others.contains)
  }

  private static func parts(of system: String, in inventory: Systems) -> [String] {
    var found: Set<String> = [system]
    var grows = true
    while grows {
      let more = inventory.systems.values.filter { entry in
        !found.contains(entry.id) && (entry.parent.map(found.contains) ?? false)
      }
      found.formUnion(more.map(\.id))
      grows = !more.isEmpty
    }
    return found.sorted()
  }
}
