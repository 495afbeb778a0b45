/// Sorts and filters tables for those who let scripts run; nothing else, and nothing is lost without.
enum PageScript {
  static let text: StaticString = #"""
    // Sorts and filters the tables of one page. It reads and writes text only, and loads nothing.
    "use strict";
    (function () {
      function cellText(row, column) {
        const cell = row.cells[column];
        return cell ? cell.textContent.trim() : "";
      }

      function compare(left, right) {
        const numbers = /^-?\d+(\.\d+)?$/;
        if (numbers.test(left) && numbers.test(right)) return Number(left) - Number(right);
        // By code units, so that every machine sorts alike.
        return left < right ? -1 : left > right ? 1 : 0;
      }

      function sort(table, column, header) {
        const falls = header.getAttribute("aria-sort") === "ascending";
        for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
        header.setAttribute("aria-sort", falls ? "descending" : "ascending");
        const body = table.tBodies[0];
        const rows = Array.from(body.rows, (row, index) => ({ row, index, key: cellText(row, column) }));
        rows.sort((a, b) => (falls ? -1 : 1) * compare(a.key, b.key) || a.index - b.index);
        for (const entry of rows) body.appendChild(entry.row);
      }

      function offerSort(table) {
        Array.from(table.tHead.rows[0].cells).forEach((header, column) => {
          const button = document.createElement("button");
          button.type = "button";
          button.textContent = header.textContent;
          header.textContent = "";
          header.appendChild(button);
          button.addEventListener("click", () => sort(table, column, header));
        });
      }

      function offerFilter(table) {
        const body = table.tBodies[0];
        if (body.rows.length < 6) return;
        const box = document.createElement("p");
        const label = document.createElement("label");
        const input = document.createElement("input");
        const count = document.createElement("output");
        box.className = "filter";
        label.textContent = "Show rows of this page with: ";
        input.type = "search";
        input.autocomplete = "off";
        label.appendChild(input);
        box.append(label, count);
        const region = table.parentElement;
        region.parentElement.insertBefore(box, region);
        input.addEventListener("input", () => {
          const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
          let shown = 0;
          for (const row of body.rows) {
            const text = row.textContent.toLowerCase();
            row.hidden = !words.every((word) => text.includes(word));
            if (!row.hidden) shown += 1;
          }
          count.textContent = words.length ? shown + " of " + body.rows.length + " rows" : "";
        });
      }

      for (const table of document.querySelectorAll("table.sortable")) {
        offerSort(table);
        offerFilter(table);
      }

      // Paper shows what is folded.
      window.addEventListener("beforeprint", () => {
        for (const fold of document.querySelectorAll("details:not([open])")) {
          fold.setAttribute("data-folded", "");
          fold.open = true;
        }
      });
      window.addEventListener("afterprint", () => {
        for (const fold of document.querySelectorAll("details[data-folded]")) {
          fold.removeAttribute("data-folded");
          fold.open = false;
        }
      });
    })();
    """#
}
