import { describe, expect, it } from '@jest/globals';
import { javaMajor } from './java.ts';

describe('javaMajor', () => {
  it.each([
    ['openjdk version "17.0.15" 2025-04-15', 17],
    ['openjdk version "25" 2025-09-16', 25],
    ['java version "1.8.0_392"', 8],
    ['Picked up JAVA_TOOL_OPTIONS: -Xmx1g\nopenjdk version "21.0.2"', 21],
    ['The operation could not be completed. Unable to locate a Java Runtime.', undefined],
  ])('reads %j', (output, major) => {
    expect(javaMajor(output)).toBe(major);
  });
});
