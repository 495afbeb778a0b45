internal import ArgumentParser

/// Whether text is coloured.
enum ColourChoice: String, CaseIterable, ExpressibleByArgument {
  case auto, always, never

  /// The answer for standard output.
  var isWanted: Bool {
    switch self {
    case .auto: Terminal.hasColour
    case .always: true
    case .never: false
    }
  }
}
