import ArgumentParser
import Testing

@testable import NNRunCLI

@Suite("Commands and the plugins that they know")
struct RegistryCommandTests {
  @Test("Every command is given the registry of the program")
  func allCommands() {
    for command in RootCommand.configuration.subcommands {
      #expect(command is any RegistryCommand.Type, "\(command)")
    }
  }
}
