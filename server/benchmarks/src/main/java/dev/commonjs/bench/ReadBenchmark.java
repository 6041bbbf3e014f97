package dev.commonjs.bench;

import dev.commonjs.summarize.Summarizer;
import dev.commonjs.syntax.JsParser;
import dev.commonjs.text.SourceText;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** How fast files are read, on one thread. The warm ones count {@code megabytes} a second. */
@State(Scope.Benchmark)
public class ReadBenchmark {
  /** Megabytes of UTF-8 that were read. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Read {
    public double megabytes;
  }

  private Sources sources;

  @Setup
  public void read() throws IOException {
    sources = Sources.read();
    System.out.printf("%d files, %.3f MB%n", sources.texts().size(), sources.bytes() / 1e6);
  }

  @Benchmark
  @BenchmarkMode(Mode.Throughput)
  @OutputTimeUnit(TimeUnit.SECONDS)
  @Fork(1)
  @Warmup(iterations = 2, time = 10)
  @Measurement(iterations = 3, time = 10)
  public void parse(Read read, Blackhole out) {
    sources.texts().forEach(text -> out.consume(JsParser.parse(text)));
    read.megabytes += sources.bytes() / 1e6;
  }

  @Benchmark
  @BenchmarkMode(Mode.Throughput)
  @OutputTimeUnit(TimeUnit.SECONDS)
  @Fork(1)
  @Warmup(iterations = 2, time = 10)
  @Measurement(iterations = 3, time = 10)
  public void parseAndSummarize(Read read, Blackhole out) {
    summarizeAll(out);
    read.megabytes += sources.bytes() / 1e6;
  }

  /** Each time in a JVM of its own, which has not read anything yet. */
  @Benchmark
  @BenchmarkMode(Mode.SingleShotTime)
  @OutputTimeUnit(TimeUnit.SECONDS)
  @Fork(3)
  @Warmup(iterations = 0)
  @Measurement(iterations = 1)
  public void parseAndSummarizeCold(Blackhole out) {
    summarizeAll(out);
  }

  private void summarizeAll(Blackhole out) {
    for (SourceText text : sources.texts()) {
      out.consume(Summarizer.summarize(JsParser.parse(text), specifier -> false));
    }
  }
}
