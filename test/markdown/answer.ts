/** An answer with everything in it, as a model would write it. */
export const ANSWER = `# Refunds & returns

Yes: **you can** send *anything* back within ***30 days***, see [our policy](https://shop.example/policy "Policy").
It costs ~~5 €~~ nothing; use \`npm run label -- --id=5\` or \`\`a \` b\`\`. Snake_case_name and 2 * 3 * 4 are
fine, as are AT&amp;T and x < y.

Title two
---------

- first **item**
- second [link](/a_b_c) and an ![image](https://x.example/i.png) done
  1. nested one
  2. nested *two*

     loose paragraph
- [ ] open task
- [x] done task

* * *

| Plan | Price | **Note** |
|:-----|------:|:--------:|
| Free | 0 €   | \`x\`      |
| Pro  | 10 €  | see https://shop.example/pro |

\`\`\`ts
const a: string[] = ["**not bold**"];

// done
\`\`\`

> Quoted **text** with
> two lines
>
> - and a list

1. one
2. two

Auto <https://auto.example/x?y=1> and mail <a@b.example>, www.foo.example/x.
Hard break.\\
After it, a last paragraph with __bold__ and _it_.

Read [the terms][terms] or [terms], and the small print[^1].

[terms]: https://ref.example "Title"
[^1]: The note **text**,
    which goes on.
`;
