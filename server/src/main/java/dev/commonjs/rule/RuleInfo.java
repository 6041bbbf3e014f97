package dev.commonjs.rule;

/**
 * @param id kebab-case and stable; its page is the resource {@code rules/ID.md}
 * @param severity the default; a finding may be milder or graver where the rule says so
 * @param summary one line without a final period
 */
public record RuleInfo(String id, Severity severity, String summary) {}
