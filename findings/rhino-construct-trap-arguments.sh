#!/usr/bin/env bash
# Rhino 1.9.2 (org.mozilla:rhino from Maven Central), Java 21 or newer.
#
# One would guess: the trap `construct` of a Proxy gets its arguments as a list, like the trap `apply` (ECMA-262, 10.5.13:
#   CreateArrayFromList), so that `new Class(...args)` and `args.map(…)` work in both.
# What happens: `apply` gets a JavaScript array, `construct` an array of Java. It has a length and methods, but it is no
#   Array (Array.isArray is false); and where the embedder lets scripts see no Java classes (setClassShutter), as sandboxes
#   do, touching it at all is an error that names a Java class, in a script that names none.
# Seen: apply: true 2 function | construct: false 2 function | shut: Access to Java class "[Ljava.lang.Object;" is prohibited.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
mvn -q dependency:copy -Dartifact=org.mozilla:rhino:1.9.2 -DoutputDirectory="$folder" >/dev/null 2>&1
cat >Ask.java <<'JAVA'
import org.mozilla.javascript.Context;

public class Ask {
  static final String TRAPS =
      "var told = [];"
          + "function tell(name, args) {"
          + "  told.push(name + ': ' + Array.isArray(args) + ' ' + args.length + ' ' + typeof args.map);"
          + "  return {};"
          + "}"
          + "var p = new Proxy(function () {}, {"
          + "  apply: function (target, self, args) { return tell('apply', args); },"
          + "  construct: function (target, args) { return tell('construct', args); }"
          + "});"
          + "p(1, 2); new p(1, 2); told.join('\\n')";

  static String run(boolean shut) {
    Context cx = Context.enter();
    try {
      cx.setInterpretedMode(true);
      cx.setLanguageVersion(Context.VERSION_ECMASCRIPT);
      if (shut) {
        cx.setClassShutter(name -> false);
      }
      return Context.toString(cx.evaluateString(cx.initStandardObjects(), TRAPS, "ask", 1, null));
    } catch (RuntimeException e) {
      return "shut: " + e.getMessage().replaceAll(" \\(ask.*", "");
    } finally {
      Context.exit();
    }
  }

  public static void main(String[] args) {
    System.out.println(run(false));
    System.out.println(run(true));
  }
}
JAVA
found=$(java -cp rhino-1.9.2.jar Ask.java)
expected='apply: true 2 function
construct: false 2 function
shut: Access to Java class "[Ljava.lang.Object;" is prohibited.'
echo "$found"
[ "$found" = "$expected" ] || { echo "It does something else now." >&2; exit 1; }
