package dev.commonjs.feature;

import org.junit.jupiter.api.Test;

class SpecifierLinksTest {
  @Test
  void specifiers_that_lead_to_a_file_are_links_without_their_quotes() {
    FeatureTester.links(
        """
        //- /lib/index.js
        //- /main.js
        const lib = require('./lib');
                             ^^^^^ link: /lib/index.js
        require.resolve("./lib/index.js");
                         ^^^^^^^^^^^^^^ link: /lib/index.js
        require('fs');
        require('./nope');
        require(name);
        """);
  }
}
