/* On the search page, where it stands and before what follows is drawn: a question in the address takes the place of the A to Z. The
   page says it again with the event "asked" when the question has changed. */
{
  const heading = document.querySelector("h1");
  const [title, name] = [document.title, heading.textContent];
  const results = document.getElementById("search--results");
  const filters = document.getElementById("search--filters");
  const wide = !matchMedia("(max-width: 47.99rem)").matches;

  const say = () => {
    const values = new URLSearchParams(location.hash.startsWith("#q=") ? location.hash.slice(1) : location.search);
    const isFiltered = [...filters.querySelectorAll("select")].some((filter) => values.get(filter.name));
    const words = values.get("q");
    const isAsked = words || isFiltered;
    document.documentElement.classList.toggle("asked", Boolean(isAsked));
    heading.textContent = words ? `Search: \u201c${words}\u201d` : isAsked ? "Search" : name;
    document.title = title.replace(name, () => heading.textContent);
    if (isAsked) [results.hidden, results.dataset.state] = [false, "searching"];
    if (isFiltered) filters.open = true; /* opened once the results are here, it would move them */
    return words;
  };

  filters.hidden = false;
  filters.open = wide;
  const words = say();
  if (words) document.querySelector("form.search").elements.q.value = words;
  addEventListener("asked", say);
}
