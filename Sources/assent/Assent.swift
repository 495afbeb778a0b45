@main
enum Assent {
  static func main() {}
}
