import { expect, test } from "vitest";
import { readOnce } from "./modules";

test("a part is read once, after the one before it, and anew where it failed", async () => {
  const said: string[] = [];
  const part = (name: string, fails = 0) => {
    let tries = 0;
    return readOnce(async () => {
      said.push(`${name} begins`);
      await new Promise((resolve) => setTimeout(resolve, 5));
      said.push(`${name} ends`);
      tries += 1;
      if (tries <= fails) throw new Error(name);
      return name;
    });
  };
  const [first, second] = [part("first"), part("second", 1)];
  await Promise.allSettled([first(), second(), first()]);
  expect(said).toEqual(["first begins", "first ends", "second begins", "second ends"]);
  expect(await second()).toBe("second");
  expect(await first()).toBe("first");
  expect(said).toHaveLength(6);
});
