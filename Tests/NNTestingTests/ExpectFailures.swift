import NNConfig
import NNTesting
import Testing

/// Checks a component that has a mistake, and compares what is found.
///
/// - Parameters:
///   - component: the component
///   - failures: the text of each check that fails
func expect(
  _ component: any PluginComponent, _ failures: String...,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(Conformance.check(component).failures == failures, sourceLocation: sourceLocation)
}
