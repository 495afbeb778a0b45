/// Sorts and filters tables for those who let scripts run; nothing else, and nothing is lost without.
enum PageScript {
  static let text: StaticString = #"""
    "use strict";
    """#
}
