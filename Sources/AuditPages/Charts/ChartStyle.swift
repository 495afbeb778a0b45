/// How charts look, in classes, since the pages allow no styles of their own.
enum ChartStyle {
  static let text: StaticString = ""
}
