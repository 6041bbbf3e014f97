package dev.commonjs.lsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ForegroundTest {
  private final Foreground foreground = new Foreground();

  /** Work in the background that has asked and been told to wait. */
  private Thread waiting(CompletableFuture<Void> done) {
    Thread thread =
        new Thread(
            () -> {
              try {
                foreground.awaitIdle();
                done.complete(null);
              } catch (CancellationException e) {
                done.completeExceptionally(e);
              }
            });
    thread.start();
    while (thread.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    return thread;
  }

  @Test
  void nobodyWaitsSoTheBackgroundGoesOn() {
    foreground.awaitIdle();
  }

  @Test
  void theBackgroundGoesOnWhenTheLastRequestIsAnswered() {
    CompletableFuture<Void> done = new CompletableFuture<>();
    int answer =
        foreground.during(
            () -> {
              foreground.during(() -> waiting(done));
              assertTrue(!done.isDone(), "one of two requests is still being answered");
              return 42;
            });
    done.join();
    assertEquals(42, answer);
  }

  @Test
  void aRequestThatFailsHoldsNobodyUp() {
    assertThrows(
        IllegalStateException.class,
        () ->
            foreground.during(
                () -> {
                  throw new IllegalStateException();
                }));
    foreground.awaitIdle();
  }

  @Test
  void whoIsInterruptedWhileWaitingIsCancelled() {
    CompletableFuture<Void> done = new CompletableFuture<>();
    foreground.during(
        () -> {
          waiting(done).interrupt();
          assertThrows(CancellationException.class, done::join);
          return 0;
        });
  }
}
