import Foundation
import TestSupport

// The roster of the scenarios under the names that the tables use. `could` and the acts of a
// verdict have the ids behind them.
extension Persona {
  /// Developer, asks for every change.
  static let ann = Persona.ana
  /// Change manager.
  static let bob = Persona.bo
  /// Change manager until the policy drops the key.
  static let lou = Persona.uma
}

// The roles that acts name.
let cm = "change-manager"
let sec = "security"
let cab = "cab"
let chair = "cab-chair"
let onCall = "on-call-manager"
let anyone = "everyone"

/// The role of a system's owners.
func owner(_ system: String) -> String { "system-owner(\(system))" }

/// A time of day in Berlin, such as `2026-09-10 12:00`; of a doubled hour the first.
func berlin(_ text: String) -> Moment { moment(text, in: "Europe/Berlin") }

/// A time of day in UTC.
func utc(_ text: String) -> Moment { moment(text, in: "UTC") }

private func moment(_ text: String, in zone: String) -> Moment {
  let format = DateFormatter()
  format.locale = Locale(identifier: "en_US_POSIX")
  format.timeZone = TimeZone(identifier: zone)
  format.dateFormat = "yyyy-MM-dd HH:mm"
  guard let date = format.date(from: text) else { preconditionFailure("no time: \(text)") }
  return Moment(seconds: Int(date.timeIntervalSince1970))
}
