import NNConfig
import NNCore
import NNData
import NNFiles
import NNTesting
import Testing

@Suite("Mistakes of plugins that are thrown as errors")
struct PluginMistakeTests {
  /// A rule of plugins that one has broken.
  private struct BrokenRule: PossiblePluginMistake {
    let exitStatus = ExitStatus.badData
    let isMistakeOfPlugin = true
    let description = "a label is outside its classes"
  }

  /// A loader of a file, with errors.
  private struct Loader: DatasetLoader {
    var loading: (any UserFacingError)?
    var samples: any UserFacingError = BrokenRule()

    func files() -> [String] { [#filePath] }

    func load(seed: UInt64) throws -> Dataset {
      if let loading { throw loading }
      return Dataset(
        train: Samples(
          count: 2, inputWidth: 1, inputs: .numbers([1, 2]), targets: .values([1, 2], width: 1)),
        test: nil, preprocessing: Preprocessing(), contents: Dataset.Contents("row"))
    }

    func samples(in files: SampleFiles, preprocessing: Preprocessing) throws -> Samples? {
      throw samples
    }
  }

  private func plugin(_ loader: Loader) -> Plugin<any DatasetLoader> {
    Plugin<any DatasetLoader>(
      "lines", summary: "lines", example: "{loader: lines, path: \(#filePath)}",
      parameters: [Parameter("path", .path, isRequired: true, summary: "the file")]
    ) { _ in
      loader
    }
  }

  private func schedule(
    example: String? = nil, brokenFor power: Int?
  ) -> Plugin<any Schedule> {
    Plugin<any Schedule>(
      "ramp", summary: "a rate", example: example,
      parameters: [
        Parameter("power", .integer(1...3), default: .integer(1), summary: "the power")
      ]
    ) { options throws(ExperimentError) in
      if power == nil || options.integer("power") == power {
        throw ExperimentError(
          options.invalid("power", "returned 1").diagnostics, exitStatus: .unavailable)
      }
      return FaultySchedule(.negative)
    }
  }

  @Test("A component that cannot be made is a failure", arguments: [nil, "{power: 2}"])
  func creation(settings: String?) throws {
    let report = try Conformance.check(schedule(brokenFor: nil), settings: settings)
    #expect(report.failures == ["creation: returned 1"])
    #expect(report.checks.count == 1)
  }

  @Test("A component that cannot be made with another value is a failure")
  func creationWithValue() throws {
    let failures = try Conformance.check(schedule(brokenFor: 2)).failures
    #expect(failures.last == "with power: 2: creation: returned 1", "\(failures)")
  }

  @Test("With the files of an example, only missing files are no failure")
  func loading() throws {
    #expect(
      try Conformance.check(plugin(Loader(loading: BrokenRule()))).failures == [
        "loading: with the files of its example: a label is outside its classes"
      ])
    let missing = FileError.notFound("labels.txt", hint: nil)
    let report = try Conformance.check(plugin(Loader(loading: missing)))
    #expect(report.failures == [])
    #expect(
      report.notChecked == ["loading: the files of its example: labels.txt: does not exist"])
  }

  @Test("Reading the training file as other samples may fail because of the data only")
  func samples() throws {
    let broken = try Conformance.check(plugin(Loader()))
    #expect(broken.failures == ["samples: a label is outside its classes"])
    let data = try Conformance.check(plugin(Loader(samples: DataError("rows.txt", "has gaps"))))
    #expect(data.failures == [] && data.notChecked == ["samples: rows.txt: has gaps"])
  }

  @Test("Initial weights that break a rule are a failure")
  func initializer() {
    struct Broken: Initializer {
      func initialize<T: Scalar>(_ network: Network<T>, seed: UInt64, kernels: Kernels<T>) throws {
        throw BrokenRule()
      }
    }
    expect(Broken(), "initialization: a label is outside its classes")
  }
}
