import NNConfig
import NNCore
import TestSupport
import Testing

@testable import NNExperiment

@Suite("The registry of plugins")
struct RegistryTests {
  @Test("It lists every kind with its plugins")
  func listing() throws {
    let listing = Registry().listing
    #expect(
      listing.map(\.kind)
        == ["activation", "loss", "loader", "initializer", "optimizer", "schedule"])
    func names(_ kind: String) -> [String] {
      listing.first { $0.kind == kind }?.plugins.map(\.name) ?? []
    }
    // Those of the lecture come first.
    #expect(names("activation").starts(with: ["sigmoid", "relu", "identity", "softmax"]))
    #expect(names("loss").starts(with: ["squared_error", "cross_entropy"]))
    #expect(names("loader").starts(with: ["mnist", "binary_numbers", "inline", "csv"]))
    #expect(names("initializer").first == "he")
    #expect(names("optimizer").first == "sgd")
    #expect(names("schedule").first == "constant")
  }

  @Test("A listing has everything there is to know about a plugin")
  func details() throws {
    let listing = Registry().listing
    let leaky = try #require(listing[0].plugins.first { $0.name == "leaky_relu" })
    #expect(leaky.aliases.isEmpty)
    #expect(leaky.summary == "max(z, slope * z); the derivative at 0 is 1")
    #expect(leaky.parameters.map(\.name) == ["slope"])
    #expect(leaky.parameters.map(\.defaultValue) == [.number(0.01)])
    let loss = try #require(listing[1].plugins.first)
    #expect(loss.aliases == ["mse"])
  }

  @Test("Names are in lower case with underscores, and everything is explained")
  func names() throws {
    let allowed = Set("abcdefghijklmnopqrstuvwxyz0123456789_")
    for kind in Registry().listing {
      for plugin in kind.plugins {
        let parameters = plugin.parameters.map(\.name)
        #expect(!plugin.summary.isEmpty, "\(plugin.name)")
        #expect(plugin.parameters.allSatisfy { !$0.summary.isEmpty }, "\(plugin.name)")
        #expect(Set(parameters).count == parameters.count, "\(plugin.name)")
        for name in [plugin.name] + plugin.aliases + parameters {
          #expect(!name.isEmpty && name.allSatisfy(allowed.contains), "\(name)")
        }
        // These keys name the plugin, or belong to all loaders; a parameter would never be read.
        #expect(
          Set(parameters).isDisjoint(with: ["name", "loader", "schedule", "sha256"]),
          "\(plugin.name)")
      }
    }
  }

  @Test("A plugin that somebody adds can be named, and changes no other registry")
  func added() throws {
    var registry = Registry()
    let relu = try #require(registry.catalog(of: (any Activation).self).plugin(named: "relu"))
    try registry.add(
      Plugin("mine", aliases: ["my_own"], summary: "max(z, 0)", make: relu.make))
    let folder = try TemporaryFolder()
    let path = try folder.write(
      ExperimentText.xor.with("activations: [my_own, sigmoid]").text, to: "a.yaml")
    let experiment = try ExperimentFile(path: path, registry: registry).experiment
    #expect(experiment.activations[0].name == "mine")
    #expect(registry.listing[0].plugins.last?.name == "mine")
    #expect(Registry().catalog(of: (any Activation).self).plugin(named: "mine") == nil)
  }

  @Test("A name that is taken is refused")
  func duplicate() throws {
    var registry = Registry()
    #expect(
      errorText {
        try registry.add(
          Plugin<any Loss>("mse", summary: "") { _ throws(ExperimentError) in SquaredErrorOfTests()
          })
      } == "two plugins of the kind 'loss' are called 'mse'")
  }
}

private struct SquaredErrorOfTests: Loss {
  func costs<T: Scalar>(
    logits: Matrix<T>, activations: Matrix<T>, targets: Matrix<T>,
    into costs: UnsafeMutablePointer<Double>, kernels: Kernels<T>
  ) {}

  func gradient<T: Scalar>(
    activations: Matrix<T>, targets: Matrix<T>, into delta: Matrix<T>, kernels: Kernels<T>
  ) {}
}
