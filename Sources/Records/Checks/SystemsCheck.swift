internal import Diagnostics
internal import YAMLTree

/// Whether owners, parents and dependencies of systems exist.
enum SystemsCheck {
  /// What is wrong between systems, and with their owners.
  static func findings(_ file: PolicyFile<Systems>, people: People) -> [Finding] {
    file.content.systems.values.sorted { $0.id < $1.id }.findings { system in
      owners(system, file, people) + references(system, file)
    } + cycles(file)
  }

  private static func place(_ system: Systems.System) -> YAMLTree.KeyPath {
    YAMLTree.KeyPath().appending("systems").appending(system.id)
  }

  private static func owners(
    _ system: Systems.System, _ file: PolicyFile<Systems>, _ people: People
  ) -> [Finding] {
    file.unknown(
      system.owners, at: place(system).appending("owners"), rule: "policy-unknown-person",
      what: "person of `people.yaml`", isKnown: { people.people[$0] != nil },
      candidates: Array(people.people.keys))
  }

  private static func references(
    _ system: Systems.System, _ file: PolicyFile<Systems>
  ) -> [Finding] {
    let systems = file.content.systems
    let found =
      file.unknown(
        system.parent, at: place(system).appending("parent"), rule: "policy-unknown-system",
        what: "system of this file", isKnown: { systems[$0] != nil },
        candidates: Array(systems.keys))
      + file.unknown(
        system.dependsOn, at: place(system).appending("depends-on"),
        rule: "policy-unknown-system", what: "system of this file",
        isKnown: { systems[$0] != nil }, candidates: Array(systems.keys))
    // An inventory may name neighbours that it does not list; an approval that needs their
    // owners cannot be evaluated then, and says so.
    return found.map { finding in
      var finding = finding
      finding.severity = .warning
      return finding
    }
  }

  /// One finding for each circle, at its first system by name; each system is visited once.
  private static func cycles(_ file: PolicyFile<Systems>) -> [Finding] {
    let systems = file.content.systems
    var settled: Set<String> = []
    return systems.keys.sorted().findings { id in
      var path: [String] = []
      var next: String? = id
      while let name = next, systems[name] != nil, settled.add(name) {
        path.append(name)
        next = systems[name]?.parent
      }
      guard let end = next, let start = path.firstIndex(of: end) else { return [] }
      return [cycle(Array(path[start...]), file)]
    }
  }

  private static func cycle(_ circle: [String], _ file: PolicyFile<Systems>) -> Finding {
    let first = circle.min() ?? ""
    let start = circle.firstIndex(of: first) ?? 0
    let order = circle[start...] + circle[..<start] + [first]
    let shown = order.prefix(8).joined(separator: " → ") + (order.count > 8 ? " → …" : "")
    return file.finding(
      "policy-parent-cycle", "`\(first)` is a part of itself: \(shown)",
      at: YAMLTree.KeyPath().appending("systems").appending(first).appending("parent"),
      advice: "remove one of the parents")
  }
}
