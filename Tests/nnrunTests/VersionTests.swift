import Testing

@Suite("nnrun --version")
struct VersionTests {
  @Test("The version is printed")
  func version() throws {
    expect(try Sandbox().nnrun("--version"), output: "0.1.0\n")
  }
}
