package import YAMLTree

extension Template {
  /// What a record made from a template may set beside the sections of steps 6 to 9.
  private static let open: [String: Set<String>] = [
    "request": ["requester", "timeline", "template", "parameters"],
    "implementation": ["implementer"],
  ]
  private static let openSections: Set<String> = [
    "schema", "id", "title", "type", "schedule", "execution", "review", "closure",
  ]

  /// Something in a record that its template does not leave open.
  package struct Departure: Hashable, Sendable {
    /// Where it stands.
    package let place: YAMLTree.KeyPath
    package let message: String
    /// Whether a parameter is at fault rather than a further key.
    package let isParameter: Bool
  }

  /// The keys that a record made from any template may not set, in the record's order.
  package static func furtherKeys(in record: Node) -> [Departure] {
    guard case .mapping(let entries) = record.content else { return [] }
    return entries.flatMap { entry -> [Departure] in
      if openSections.contains(entry.key) { return [] }
      guard let open = open[entry.key], case .mapping(let inner) = entry.value.content else {
        return [further(YAMLTree.KeyPath().appending(entry.key))]
      }
      return inner.filter { !open.contains($0.key) }.map {
        further(YAMLTree.KeyPath().appending(entry.key).appending($0.key))
      }
    }
  }

  private static func further(_ place: YAMLTree.KeyPath) -> Departure {
    Departure(
      place: place, message: "a standard change sets `\(place)`, which its template gives",
      isParameter: false)
  }

  /// The parameters of a record that are missing, unknown or outside their range.
  package func parameterDepartures(in request: ChangeRequest.Request?) -> [Departure] {
    let given = request?.parameters ?? [:]
    let place = YAMLTree.KeyPath("request.parameters")
    let names = Set(parameters.keys).union(given.keys).sorted()
    return names.compactMap { name -> Departure? in
      guard let range = parameters[name] else {
        return Departure(
          place: place.appending(name), message: "`\(reference)` has no parameter `\(name)`",
          isParameter: true)
      }
      guard let value = given[name] else {
        return Departure(
          place: place, message: "`\(reference)` asks for the parameter `\(name)`",
          isParameter: true)
      }
      guard !range.allows(value) else { return nil }
      return Departure(
        place: place.appending(name), message: "`\(name)` has to be \(range.description)",
        isParameter: true)
    }
  }

  /// Everything in which a record is not simply a use of this template.
  package func departures(in document: RecordDocument) -> [Departure] {
    guard let root = document.root else { return [] }
    return Self.furtherKeys(in: root) + parameterDepartures(in: document.change?.request)
  }

  /// What the template leaves out although nobody else can give it, in words; nil if it is whole.
  package var omission: String? {
    if risk == nil, content.assessment?.risk == nil { return "a risk" }
    if systems?.isEmpty ?? true { return "systems" }
    if content.implementation?.steps?.isEmpty ?? true { return "steps of implementation" }
    if content.rollback?.target == nil { return "a target of the way back" }
    if content.rollback?.steps?.isEmpty ?? true { return "steps of the way back" }
    return nil
  }

  /// A record made from the template, with everything that the template says about it.
  package func filled(by record: ChangeRequest) -> ChangeRequest {
    var change = content
    change.id = record.id
    change.title = record.title
    change.kind = .standard
    var request = content.request ?? ChangeRequest.Request()
    request.requester = record.request?.requester
    request.timeline = record.request?.timeline
    request.template = record.request?.template
    request.parameters = record.request?.parameters
    request.systems = systems
    change.request = request
    if let risk, change.assessment?.risk == nil {
      var assessment = content.assessment ?? ChangeRequest.Assessment()
      assessment.risk = risk
      change.assessment = assessment
    }
    var implementation = content.implementation ?? ChangeRequest.Implementation()
    implementation.implementer = record.implementation?.implementer
    change.implementation = implementation
    change.schedule = record.schedule
    change.execution = record.execution
    change.review = record.review
    change.closure = record.closure
    return change
  }
}

extension Template.Parameter: CustomStringConvertible {
  /// The range in words.
  package var description: String {
    switch self {
    case .pattern(let pattern): "like `\(pattern.text)`"
    case .oneOf(let values): "one of \(wordList(values))"
    }
  }
}

extension Policy {
  /// The template that replaced a version named by a record, or nil if none did.
  package func successor(of reference: String) -> Template? {
    templates.first { "\($0.id)@\($0.version - 1)" == reference }
  }
}
